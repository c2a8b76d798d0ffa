package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** The orders that wait for their sellers, in the database. */
@ApplicationScoped
public class Orders {
  @PersistenceContext EntityManager entities;

  /** Saves an order in the transaction of the caller. */
  @Transactional(Transactional.TxType.MANDATORY)
  public OrderResource.Placed save(String article, String buyer, String seller) {
    Order order = new Order(article, buyer, seller);
    entities.persist(order);
    return order.placed();
  }

  /** How many orders wait for a seller. */
  public long waitingFor(String seller) {
    return entities
        .createQuery("select count(o) from Order o where o.seller = :seller", Long.class)
        .setParameter("seller", seller)
        .getSingleResult();
  }

  /** Removes an order of a seller; false if there is none. */
  @Transactional
  public boolean ship(long id, String seller) {
    return entities
            .createQuery("delete from Order o where o.id = :id and o.seller = :seller")
            .setParameter("id", id)
            .setParameter("seller", seller)
            .executeUpdate()
        == 1;
  }
}
