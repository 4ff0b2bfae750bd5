package io.hookstone.capture.model;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;

/** Has a lazy attribute, once it is enhanced. */
@Entity(name = "Memo")
public class LazyMemo implements Memo {
  @Id private Long id;
  public String name;

  @Basic(fetch = FetchType.LAZY)
  private String body;

  public LazyMemo() {}

  @Override
  public void fill(long id, String name, String body) {
    this.id = id;
    this.name = name;
    this.body = body;
  }

  @Override
  public void name(String name) {
    this.name = name;
  }

  @Override
  public void body(String body) {
    this.body = body;
  }

  @Override
  public String body() {
    return body;
  }
}
