package io.hookstone.depot.console;

/** ANSI colours, or none. */
public record Palette(boolean coloured) {

  /** Colours on a terminal, unless the user asks for none (no-color.org). */
  @SuppressWarnings("SystemConsoleNull") // On Java 22 and later a pipe may get colours; bearable.
  public static Palette ofTerminal() {
    String noColor = System.getenv("NO_COLOR");
    return new Palette(System.console() != null && (noColor == null || noColor.isEmpty()));
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("1;31", text);
  }

  String notice(String text) {
    return paint("33", text);
  }

  String strong(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
