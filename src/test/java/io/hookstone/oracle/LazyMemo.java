package io.hookstone.oracle;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.util.Random;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Has lazy attributes, once it is enhanced. As an entity it is a Memo. */
@Entity(name = "Memo")
@Audited
public class LazyMemo implements Piece {

  @Id private Long id = 0L;
  private @Nullable String title;

  @Basic(fetch = FetchType.LAZY)
  private @Nullable String body;

  /** For Hibernate. */
  public LazyMemo() {}

  @Override
  public Object key() {
    return id;
  }

  @Override
  public String entity() {
    return "Memo";
  }

  @Override
  public void identify(int firstId, int offset) {
    id = (long) firstId + offset;
  }

  @Override
  public void edit(Random random) {
    switch (random.nextInt(4)) {
      case 0 -> body = title;
      case 1 -> body = body == null ? "was none" : body + "+";
      default -> title = Piece.word(random);
    }
  }
}
