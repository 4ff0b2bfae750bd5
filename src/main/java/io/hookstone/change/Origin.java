package io.hookstone.change;

/** What gave rise to an event, where it was no captured change. */
public enum Origin {
  /** The application or an admin triggered it by hand. */
  MANUAL("manual"),
  /** It tries out an endpoint: its data is made up. */
  TEST("test");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /** Returns the word as payloads show it: {@code manual}, {@code test}. */
  public String word() {
    return word;
  }
}
