package io.hookstone.soak;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity with a collection. */
@Entity(name = "Crate")
class Crate {

  @Id @Nullable Long id;
  @ElementCollection List<String> labels = new ArrayList<>();

  Crate() {}

  Crate(long id) {
    this.id = id;
    labels.add("first " + id);
    labels.add("second " + id);
  }
}
