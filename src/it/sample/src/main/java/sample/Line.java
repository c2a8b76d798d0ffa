package sample;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A line that was said in a room. */
@Entity
@Table(name = "chat_line")
public class Line {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "chat_line_id")
  @SequenceGenerator(name = "chat_line_id", sequenceName = "chat_line_id", allocationSize = 1)
  private long id;

  private String room;
  private String who;
  private String text;

  /** For JPA. */
  protected Line() {}

  Line(String room, String who, String text) {
    this.room = room;
    this.who = who;
    this.text = text;
  }

  /** The room in which it was said. */
  public String room() {
    return room;
  }

  /** What the readers are sent. */
  public Chat.Said said() {
    return new Chat.Said(id, who, text);
  }
}
