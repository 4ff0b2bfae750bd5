package io.hookstone.model;

/**
 * An attribute of an entity or embeddable. Immutable.
 *
 * @param name its name in Java
 * @param jsonName its name in events
 * @param withheld whether it is in no event; then nothing is known of its value
 * @param identifier whether it is the identifier, or a part of it, and so in every event
 */
public record AttributeModel(
    String name, String jsonName, boolean withheld, boolean identifier, ValueModel value) {

  /** Makes an attribute that events have. */
  public static AttributeModel shown(String name, String jsonName, ValueModel value) {
    return new AttributeModel(name, jsonName, false, false, value);
  }

  /** Makes an attribute that stays out of events. */
  public static AttributeModel withheld(String name, String jsonName) {
    return new AttributeModel(name, jsonName, true, false, new ValueModel.Anything());
  }

  /** Makes the identifier, or a part of it. */
  public static AttributeModel identifier(String name, String jsonName, ValueModel value) {
    return new AttributeModel(name, jsonName, false, true, value);
  }
}
