package io.hookstone.capture;

import static java.util.Objects.requireNonNull;

import io.hookstone.change.Operation;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.QueryParameter;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.SqmPathSource;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.tree.AbstractSqmRestrictedDmlStatement;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.type.CompositeType;

/**
 * An HQL or Criteria {@code update} or {@code delete} that is about to be executed. Confined to the
 * session's thread.
 */
final class BulkStatement {

  private final MutationQuery query;
  private final AbstractSqmRestrictedDmlStatement<?> statement;
  private final QueryParameterBindings bindings;
  private final EntityPersister persister;

  private BulkStatement(
      MutationQuery query,
      AbstractSqmRestrictedDmlStatement<?> statement,
      QueryParameterBindings bindings,
      EntityPersister persister) {
    this.query = query;
    this.statement = statement;
    this.bindings = bindings;
    this.persister = persister;
  }

  /**
   * Looks at a query.
   *
   * @throws IllegalArgumentException if its rows cannot be selected beforehand
   */
  static BulkStatement of(MutationQuery query, SharedSessionContractImplementor session) {
    if (query instanceof SqmQuery<?> sqm
        && query instanceof DomainQueryExecutionContext context
        && context.getSession() == session
        && sqm.getSqmStatement() instanceof AbstractSqmRestrictedDmlStatement<?> statement
        && statement.getCteStatements().isEmpty()) {
      var persister =
          session
              .getFactory()
              .getMappingMetamodel()
              .findEntityDescriptor(statement.getTarget().getModel().getHibernateEntityName());
      // Rows are read by the class of their entity, which a dynamic one has not.
      if (persister != null
          && persister.getRepresentationStrategy().getMode() == RepresentationMode.POJO
          && !assignsIdentifier(statement, persister)) {
        return new BulkStatement(query, statement, context.getQueryParameterBindings(), persister);
      }
    }
    throw new IllegalArgumentException(
        "HKS0230: The statement cannot be captured: expected an HQL or Criteria update or delete of one entity,"
            + " made by this session, without a with clause, that assigns no identifier. Execute it by itself, and publish its changes with"
            + " created, updated and deleted.");
  }

  /** Such a row could not be found again, and its entity is another one afterwards. */
  private static boolean assignsIdentifier(
      AbstractSqmRestrictedDmlStatement<?> statement, EntityPersister persister) {
    var name = persister.getIdentifierPropertyName();
    var names =
        name == null && persister.getIdentifierType() instanceof CompositeType id
            ? Set.of(id.getPropertyNames())
            : Set.of(String.valueOf(name));
    return statement instanceof SqmUpdateStatement<?> update
        && update.getSetClause().getAssignments().stream()
            .anyMatch(assignment -> names.contains(attribute(assignment.getTargetPath())));
  }

  /** Returns the name of the entity's own attribute that a path leads into. */
  private static String attribute(SqmPath<?> path) {
    var attribute = path;
    for (var parent = path.getLhs(); parent != null; parent = parent.getLhs()) {
      if (parent instanceof SqmRoot<?>) {
        break;
      }
      attribute = parent;
    }
    return attribute.getReferencedPathSource().getPathName();
  }

  /** Returns the entity whose rows it changes, or the root of those. */
  EntityPersister persister() {
    return persister;
  }

  Operation operation() {
    return statement instanceof SqmUpdateStatement<?> ? Operation.UPDATE : Operation.DELETE;
  }

  /**
   * Locks the rows that the statement is going to change, as the session sees them: after the flush
   * that the statement would cause as well, with its filters and its tenant.
   *
   * @return their identifiers, each once; no more than {@code limit}
   */
  List<Object> lockMatching(SharedSessionContractImplementor session, int limit) {
    var matching = matching(statement);
    var selection = session.createQuery(matching);
    for (QueryParameter<?> parameter : selection.getParameterMetadata().getParameters()) {
      bind(parameter, selection.getParameterBindings());
    }
    for (JpaCriteriaParameter<?> parameter :
        matching.resolveParameters().getJpaCriteriaParamResolutions().keySet()) {
      bind(parameter, selection);
    }
    selection.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
    selection.setQueryFlushMode(query.getQueryFlushMode());
    selection.setMaxResults(limit);
    var distinct = new LinkedHashMap<Object, Object>();
    for (Object id : selection.getResultList()) {
      distinct.putIfAbsent(session.generateEntityKey(id, persister), id);
    }
    return List.copyOf(distinct.values());
  }

  /** Makes {@code select id(target) … where …} of a copy of the statement. */
  private static <T> SqmSelectStatement<Object> matching(
      AbstractSqmRestrictedDmlStatement<T> statement) {
    var copy =
        (AbstractSqmRestrictedDmlStatement<?>)
            ((SqmStatement<?>) statement)
                .copy(SqmCopyContext.simpleContext(SqmQuerySource.CRITERIA));
    var builder = copy.nodeBuilder();
    var target = copy.getTarget();
    var spec = new SqmQuerySpec<Object>(builder);
    spec.setFromClause(new SqmFromClause(1));
    spec.addRoot(target);
    var selected = new SqmSelectClause(false, 1, builder);
    selected.addSelection(new SqmSelection<>(idOf(target), builder));
    spec.setSelectClause(selected);
    spec.setWhereClause(copy.getWhereClause());
    return new SqmSelectStatement<>(spec, Object.class, SqmQuerySource.CRITERIA, builder);
  }

  private static SqmPath<?> idOf(SqmRoot<?> target) {
    var identifier = (SqmPathSource<?>) target.getModel().getIdentifierDescriptor();
    return target.get(requireNonNull(identifier).getPathName(), true);
  }

  /** Parameters have their names, or positions, in both. */
  private void bind(QueryParameter<?> parameter, QueryParameterBindings selected) {
    var name = parameter.getName();
    var position = parameter.getPosition();
    if (name != null) {
      bind(bindings.getBinding(name), selected.getBinding(name));
    } else if (position != null) {
      bind(bindings.getBinding(position), selected.getBinding(position));
    }
  }

  private static void bind(QueryParameterBinding<?> given, QueryParameterBinding<?> selected) {
    if (given.isMultiValued()) {
      selected.setBindValues(given.getBindValues());
    } else if (given.isBound()) {
      selected.setBindValue(given.getBindValue());
    }
  }

  /**
   * A parameter of a Criteria query that has no name is the same instance in both. Values that
   * stand in the query itself are bound already.
   */
  private <P> void bind(JpaCriteriaParameter<P> parameter, Query selection) {
    if (parameter.getName() == null
        && !(parameter instanceof ValueBindJpaCriteriaParameter<?>)
        && query instanceof Query given
        && given.isBound(parameter)) {
      selection.setParameter(parameter, given.getParameterValue(parameter));
    }
  }
}
