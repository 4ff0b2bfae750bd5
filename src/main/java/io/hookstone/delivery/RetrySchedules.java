package io.hookstone.delivery;

import io.hookstone.format.WebhookFormat;
import io.hookstone.format.WebhookFormats;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The schedule of each format. Immutable.
 *
 * <p>A format's own holds, unless somebody has set {@code hookstone.retry.schedule}: what an
 * administrator says is stronger than a default.
 */
public final class RetrySchedules {

  private final Map<String, RetrySchedule> byFormat;
  private final RetrySchedule general;

  /**
   * Makes the schedules.
   *
   * @param general for all formats that have none
   * @param given whether it was set, so that it holds for all formats
   */
  public RetrySchedules(WebhookFormats formats, RetrySchedule general, boolean given) {
    this.general = general;
    this.byFormat =
        given
            ? Map.of()
            : formats.all().stream()
                .filter(format -> format.retrySchedule().isPresent())
                .collect(Collectors.toMap(WebhookFormat::name, RetrySchedules::own));
  }

  private static RetrySchedule own(WebhookFormat format) {
    return new RetrySchedule(format.retrySchedule().orElseThrow());
  }

  /**
   * Returns the schedule of a format.
   *
   * @param format its name; empty for an endpoint that was removed meanwhile
   */
  public RetrySchedule of(Optional<String> format) {
    return format.map(byFormat::get).orElse(general);
  }
}
