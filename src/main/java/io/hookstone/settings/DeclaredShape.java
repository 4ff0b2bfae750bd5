package io.hookstone.settings;

import java.time.Duration;
import java.util.List;

/**
 * How much a declared endpoint gets, and how many events at once. Immutable.
 *
 * @param keep the properties that are sent, as dotted paths; empty for all
 * @param drop the properties that are not sent, as dotted paths
 * @param maxSize the largest body of an event in bytes
 */
public record DeclaredShape(
    Payload payload,
    List<String> keep,
    List<String> drop,
    Numbers decimals,
    Numbers longs,
    int maxSize,
    Batch batch) {

  /** How much of the entity is sent. */
  public enum Payload {
    FULL,
    THIN
  }

  /** How numbers are sent that not every receiver can read. */
  public enum Numbers {
    NUMBER,
    STRING
  }

  /**
   * How many events travel in one request.
   *
   * @param maxEvents 1 for each by itself
   * @param maxSize in bytes, counted over the bodies of the events
   * @param maxWait how long the first event waits for others
   */
  public record Batch(int maxEvents, int maxSize, Duration maxWait) {}

  /** Copies the lists. */
  public DeclaredShape {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
  }
}
