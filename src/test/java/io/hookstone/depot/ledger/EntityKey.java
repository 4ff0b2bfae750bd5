package io.hookstone.depot.ledger;

/** One row of Depot, by JPA entity name and id as text. */
public record EntityKey(String entity, String id) {

  private static final int UUID_LENGTH = 36;
  private static final int SHOWN_OF_A_UUID = 8;

  /** Fit for a console: a UUID is cut to its first eight characters. */
  public String shown() {
    return entity + shownId();
  }

  /** The same without the entity. */
  public String shownId() {
    return "#" + (id.length() == UUID_LENGTH ? id.substring(0, SHOWN_OF_A_UUID) : id);
  }

  @Override
  public String toString() {
    return entity + "#" + id;
  }
}
