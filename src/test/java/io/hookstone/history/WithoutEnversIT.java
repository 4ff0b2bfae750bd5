package io.hookstone.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.ChildJvm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Envers is an optional dependency. */
final class WithoutEnversIT {

  @Test
  void applicationWithoutEnvers_startsAndSendsEvents() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (var child =
        ChildJvm.of(WithoutEnvers.class)
            .options("-Xmx256m")
            .without("hibernate-envers-")
            .start(lines::add)) {
      assertThat(child.awaitEnd(Duration.ofSeconds(60))).as("see target/child-jvms").isZero();
    }
    assertThat(lines).containsExactly("parcel.created OptionalLong.empty", "without Envers");
  }
}
