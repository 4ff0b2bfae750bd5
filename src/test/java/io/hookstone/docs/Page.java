package io.hookstone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Markdown file of the documentation. Immutable.
 *
 * @param file relative to the repository
 */
record Page(Path file, String text) {

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- snippet: ([^\n]*) -->\n)?^```(\\w*)\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /**
   * A fenced block.
   *
   * @param parameters what the comment before it declares; empty without one
   */
  record Block(Path file, String parameters, String language, String code) {

    @Override
    public String toString() {
      return file + ": " + code.lines().findFirst().orElse("");
    }
  }

  static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Returns the READMEs and every page under docs. */
  static List<Page> all() {
    var pages = new ArrayList<Page>();
    pages.add(of(Path.of("README.md")));
    pages.add(of(Path.of("enrichers", "README.md")));
    try (var files = Files.walk(Path.of("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::of)
          .forEach(pages::add);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return pages;
  }

  static List<Block> blocks(String language) {
    return all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(
            found ->
                new Block(
                    file,
                    found.group(1) == null ? "" : found.group(1),
                    found.group(2),
                    found.group(3)))
        .toList();
  }

  /** Returns the text without its fenced blocks. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  List<String> links() {
    return LINK.matcher(prose()).results().map(found -> found.group(1)).toList();
  }

  /** Returns what a link may name after its #, as GitHub makes it of headings. */
  Set<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
