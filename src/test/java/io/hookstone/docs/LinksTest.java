package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link leads to a file, and to a heading where it names one. */
class LinksTest {

  @ParameterizedTest
  @MethodSource("io.hookstone.docs.Page#all")
  void leadsSomewhere(Page page) {
    for (String link : page.links()) {
      if (link.matches("[a-z]+:.*")) {
        continue;
      }
      var parts = link.split("#", 2);
      var target = parts[0].isEmpty() ? page.file() : beside(page.file(), parts[0]);
      assertThat(Files.exists(target)).as("%s in %s", link, page).isTrue();
      if (parts.length == 2) {
        assertThat(Page.of(target).anchors()).as("%s in %s", link, page).contains(parts[1]);
      }
    }
  }

  private static Path beside(Path file, String link) {
    return file.resolveSibling(link).normalize();
  }
}
