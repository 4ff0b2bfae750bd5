package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.settings.HookstoneSettings;
import io.hookstone.settings.SettingDescription;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that a page names exists. */
class SettingsInDocsTest {

  private static final Pattern KEY =
      Pattern.compile("(?<![\\w./-])hookstone\\.([A-Za-z0-9.<>-]*[A-Za-z0-9>])");

  /** A file's name, and the example of a typing error. */
  private static final Set<String> NO_KEYS =
      Set.of("hookstone.properties", "hookstone.batch.max-sise");

  private static final Pattern KNOWN =
      Pattern.compile(
          HookstoneSettings.describe().stream()
              .map(SettingDescription::key)
              .map(
                  key ->
                      key.replace(".", "\\.")
                          .replace("<Entity>", "(<Entity>|[A-Za-z]+)")
                          .replace("<name>", "(<name>|[a-z0-9-]+)")
                          .replace("<type>", "(<type>|[A-Za-z0-9.]+)")
                          .replace("<Header>", "(<Header>|[A-Za-z0-9-]+)"))
              .collect(Collectors.joining("|")));

  @ParameterizedTest
  @MethodSource("io.hookstone.docs.Page#all")
  void exists(Page page) {
    var text = new StringBuilder(page.prose());
    page.blocks().stream()
        .filter(block -> !block.language().equals("java"))
        .forEach(block -> text.append(block.code()));
    var unknown = new ArrayList<String>();
    KEY.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(key -> !NO_KEYS.contains(key) && !KNOWN.matcher(key).matches())
        .forEach(unknown::add);
    assertThat(unknown).as("settings in %s", page).isEmpty();
  }
}
