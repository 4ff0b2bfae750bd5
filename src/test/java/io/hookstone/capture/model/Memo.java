package io.hookstone.capture.model;

/** How a test talks to an entity that another class loader has enhanced. */
public interface Memo {

  void fill(long id, String name, String body);

  void name(String name);

  void body(String body);

  String body();
}
