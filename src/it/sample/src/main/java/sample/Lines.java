package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;

/** The lines that were said, in the database. */
@ApplicationScoped
public class Lines {
  @PersistenceContext EntityManager entities;

  /** Saves a line in the transaction of the caller. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Chat.Said save(String room, String who, String text) {
    Line line = new Line(room, who, text);
    entities.persist(line);
    return line.said();
  }

  /** The newest lines of a room, at most so many, the oldest of them first. */
  public List<Chat.Said> newest(String room, int most) {
    return entities
        .createQuery("select l from Line l where l.room = :room order by l.id desc", Line.class)
        .setParameter("room", room)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(Line::said)
        .sorted(Comparator.comparing(Chat.Said::id))
        .toList();
  }
}
