package io.hookstone.capture;

import io.hookstone.change.Operation;
import jakarta.persistence.Query;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.query.MutationQuery;

/**
 * Publishes changes that no listener hears of: those of bulk statements, native SQL, triggers and
 * JDBC. Confined to the session's thread; valid as long as the session is open, for whatever
 * transaction it has at each call.
 *
 * <p>A published change is merged into the change set of the session's transaction, by the same
 * rules as any other, is written to the outbox in that transaction, and is gone with its rollback.
 * Publish after the row was written: {@code created} and {@code updated} read the row at the call,
 * to see that it is there, and again before the commit, for its final state. That is one query for
 * 500 rows each, past the session: nothing is flushed, and no entity of the session is loaded,
 * refreshed or evicted.
 *
 * <p>Every method throws {@link IllegalStateException} if the session is closed or has no
 * transaction ({@code HKS0221}, {@code HKS0222}), and {@link IllegalArgumentException} if what it
 * is given is no entity ({@code HKS0223}), not captured ({@code HKS0224}), no identifier ({@code
 * HKS0225}), or not in the database ({@code HKS0226}). Nothing is published then.
 */
public final class Changes {

  private final PublishChanges publish;
  private final UncapturedStatements statements;

  Changes(PublishChanges publish, UncapturedStatements statements) {
    this.publish = publish;
    this.statements = statements;
  }

  /**
   * Publishes that rows were inserted.
   *
   * @param entity the entity class; a superclass will do
   * @param ids identifiers of its type
   */
  public Changes created(Class<?> entity, Object... ids) {
    return created(entity, Arrays.asList(ids));
  }

  /** Publishes that rows were inserted; see {@link #created(Class, Object...)}. */
  public Changes created(Class<?> entity, Collection<?> ids) {
    publish.present(entity, ids, Operation.CREATE, Map.of());
    return this;
  }

  /** Publishes that the row of an entity was inserted; its state is read, not taken from it. */
  public Changes created(Object entity) {
    publish.present(entity, Operation.CREATE);
    return this;
  }

  /**
   * Publishes that rows were updated. The event says that the previous values are unknown, unless
   * the same transaction has told them before.
   *
   * @param entity the entity class; a superclass will do
   * @param ids identifiers of its type
   */
  public Changes updated(Class<?> entity, Object... ids) {
    return updated(entity, Arrays.asList(ids));
  }

  /** Publishes that rows were updated; see {@link #updated(Class, Object...)}. */
  public Changes updated(Class<?> entity, Collection<?> ids) {
    return updated(entity, ids, Map.of());
  }

  /**
   * Publishes that rows were updated, and what some properties were before. The event's {@code
   * changes} has those of them that differ, and none of the others; without a difference there is
   * no event.
   *
   * @param previous values by the names of properties, in the types that the entity has them; may
   *     hold nulls
   * @throws IllegalArgumentException if a name is no property, or a value not of its type ({@code
   *     HKS0227})
   */
  public Changes updated(Class<?> entity, Collection<?> ids, Map<String, ?> previous) {
    publish.present(entity, ids, Operation.UPDATE, previous);
    return this;
  }

  /** Publishes an update of one row; see {@link #updated(Class, Collection, Map)}. */
  public Changes updated(Class<?> entity, Object id, Map<String, ?> previous) {
    return updated(entity, List.of(id), previous);
  }

  /** Publishes that the row of an entity was updated; its state is read, not taken from it. */
  public Changes updated(Object entity) {
    publish.present(entity, Operation.UPDATE);
    return this;
  }

  /**
   * Publishes that rows were deleted. The event has the identifier only, unless the same
   * transaction has told the previous state before.
   *
   * @param entity the entity class: the concrete one, as the rows cannot be asked any more
   * @param ids identifiers of its type
   */
  public Changes deleted(Class<?> entity, Object... ids) {
    return deleted(entity, Arrays.asList(ids));
  }

  /** Publishes that rows were deleted; see {@link #deleted(Class, Object...)}. */
  public Changes deleted(Class<?> entity, Collection<?> ids) {
    publish.absent(entity, ids);
    return this;
  }

  /** Publishes that the row of an entity was deleted, which was as the entity is. */
  public Changes deleted(Object entity) {
    publish.absent(entity);
    return this;
  }

  /**
   * Executes an HQL or Criteria {@code update} or {@code delete}, and publishes what it does, with
   * old and new values.
   *
   * <p>The rows that match are locked ({@code select … for update}) and read before the statement
   * runs; rows that do not really change have no event. At most 10,000 rows may match. The
   * statement is not counted as uncaptured.
   *
   * @param statement a statement of this session, with its parameters set
   * @return how many rows were changed
   * @throws IllegalArgumentException if it is an {@code insert}, a native statement, has a {@code
   *     with} clause, or is one of another session ({@code HKS0230})
   * @throws IllegalStateException if too many rows match ({@code HKS0231}), in which case nothing
   *     was executed; or if it changed others than those that were locked, as one came in between
   *     ({@code HKS0232}), in which case the transaction can only be rolled back, and may be tried
   *     again
   */
  public int executeUpdate(MutationQuery statement) {
    return publish.execute(statement, () -> statements.accountedFor(statement::executeUpdate));
  }

  /** Executes a statement; see {@link #executeUpdate(MutationQuery)}. */
  public int executeUpdate(Query statement) {
    return executeUpdate(statement.unwrap(MutationQuery.class));
  }

  /**
   * Runs statements whose changes the application publishes itself, so that they are not counted as
   * uncaptured, nor warned about. That goes for all statements of this thread until it returns.
   *
   * @return what they return
   */
  public <T> T accountedFor(Supplier<T> work) {
    return statements.accountedFor(work);
  }
}
