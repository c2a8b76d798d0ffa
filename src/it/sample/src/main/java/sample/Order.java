package sample;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An order that was placed and not yet shipped. */
@Entity
@Table(name = "shop_order")
public class Order {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shop_order_id")
  @SequenceGenerator(name = "shop_order_id", sequenceName = "shop_order_id", allocationSize = 1)
  private long id;

  private String article;
  private String buyer;
  private String seller;

  /** For JPA. */
  protected Order() {}

  Order(String article, String buyer, String seller) {
    this.article = article;
    this.buyer = buyer;
    this.seller = seller;
  }

  /** Who is to ship it. */
  public String seller() {
    return seller;
  }

  /** What the seller is told. */
  public OrderResource.Placed placed() {
    return new OrderResource.Placed(id, article, buyer);
  }
}
