package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the table of settings. */
class ConfigurationDocsTest {
  private static final Path DOCS = Path.of("docs", "configuration.md");

  @Test
  void everySettingHasARow_withItsDefaultRuleAndMeaning() throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    for (SettingDescription setting : HookstoneSettings.describe()) {
      assertThat(lines).as(setting.key()).contains(row(setting));
    }
  }

  @Test
  void everyRowIsASetting() throws IOException {
    List<String> rows = HookstoneSettings.describe().stream().map(this::row).toList();
    assertThat(Files.readAllLines(DOCS).stream().filter(line -> line.startsWith("| `hookstone.")))
        .containsExactlyElementsOf(rows);
  }

  @Test
  void everyCodeIsListed() throws IOException {
    String text = Files.readString(DOCS);
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(text).contains("| `" + code.text() + "` |");
    }
  }

  private String row(SettingDescription setting) {
    // Commas get a space, so that long lists can wrap; a pipe would end the cell.
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting.key(),
            setting.defaultText().matches("not set|required")
                ? setting.defaultText()
                : "`" + setting.defaultText().replace(",", ", ") + "`",
            setting.rule().replace("*", "\\*"),
            setting.meaning());
  }
}
