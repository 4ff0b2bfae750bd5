/**
 * The settings of Hookstone: where they come from, what they may be, and every problem with them at
 * once.
 *
 * <p>{@link io.hookstone.settings.SettingSources} holds what the application configured, {@link
 * io.hookstone.settings.HookstoneSettings} is the typed and checked result. {@code SettingTable} is
 * the one list of all keys; adding a setting begins there. This package knows no other package.
 */
@NullMarked
package io.hookstone.settings;

import org.jspecify.annotations.NullMarked;
