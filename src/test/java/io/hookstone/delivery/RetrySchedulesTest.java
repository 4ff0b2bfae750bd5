package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.format.WebhookFormats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrySchedulesTest {

  private static final RetrySchedule GENERAL = new RetrySchedule(List.of(Duration.ofDays(1)));

  private static List<Duration> delays(boolean given, String format) {
    return new RetrySchedules(WebhookFormats.builtIn(), GENERAL, given)
        .of(Optional.of(format))
        .delays();
  }

  @Test
  void followTheFormat_whichMayHaveNone() {
    assertThat(delays(false, "openboxes")).hasSize(5).startsWith(Duration.ofMinutes(1));
    assertThat(delays(false, "boxhero")).hasSize(3);
    assertThat(delays(false, "standard")).isEqualTo(GENERAL.delays());
    assertThat(delays(false, "one that is gone")).isEqualTo(GENERAL.delays());
    assertThat(new RetrySchedules(WebhookFormats.builtIn(), GENERAL, false).of(Optional.empty()))
        .isEqualTo(GENERAL);
  }

  @Test
  void followTheSetting_whereSomebodyHasSetIt() {
    assertThat(delays(true, "openboxes")).isEqualTo(GENERAL.delays());
  }
}
