package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobsTest {

  @Test
  void repeatsAJob_alsoAfterAnExceptionAndAnError() throws Exception {
    var executor = Jobs.executor("test");
    try {
      var runs = new CountDownLatch(3);
      Jobs.repeat(
          executor,
          "test",
          () -> {
            runs.countDown();
            if (runs.getCount() == 2) {
              throw new IllegalStateException("once");
            }
            if (runs.getCount() == 1) {
              throw new StackOverflowError("once");
            }
          },
          Duration.ofMillis(1));

      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      executor.shutdownNow();
    }
  }
}
