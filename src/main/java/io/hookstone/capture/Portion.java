package io.hookstone.capture;

import io.hookstone.change.EntityChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts changes into the portions of one outbox row each. Not thread-safe. */
final class Portion {

  /** One outbox row carries at most this many changes. */
  static final int MAX_CHANGES = 500;

  /**
   * One outbox row carries at most about this many characters, unless a single change is larger.
   */
  static final int MAX_LENGTH = 1 << 20;

  private final Consumer<List<EntityChange>> full;
  private List<EntityChange> changes = new ArrayList<>();
  private int length;

  /**
   * Starts with nothing.
   *
   * @param full takes each portion as soon as it is complete; never an empty one
   */
  Portion(Consumer<List<EntityChange>> full) {
    this.full = full;
  }

  /** Adds a change, to the present portion if it still fits. */
  void add(EntityChange change) {
    if (changes.size() == MAX_CHANGES || length + change.length() > MAX_LENGTH) {
      end();
    }
    changes.add(change);
    length += change.length();
  }

  /** Hands over what is left. */
  void end() {
    if (!changes.isEmpty()) {
      full.accept(changes);
      changes = new ArrayList<>();
      length = 0;
    }
  }
}
