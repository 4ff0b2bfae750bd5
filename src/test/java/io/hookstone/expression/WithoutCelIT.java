package io.hookstone.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.ChildJvm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** CEL is an optional dependency. */
final class WithoutCelIT {

  @Test
  void rulesWithoutConditionsWork_andAConditionIsRefusedWithTheCoordinates() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (var child =
        ChildJvm.of(WithoutCel.class).options("-Xmx256m").without("cel-0").start(lines::add)) {
      assertThat(child.awaitEnd(Duration.ofSeconds(60))).as("see target/child-jvms").isZero();
    }
    assertThat(lines)
        .containsExactly(
            "order.opened",
            "HKS1101: 'data.id == 1' is a condition in CEL: expected the library dev.cel:cel:0.11.1 on"
                + " the class path. Add it.");
  }
}
