package org.fanfare.wire.host;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** What the page says. */
@Named
@RequestScoped
public class Greeting {
  private String name = "nobody";
  private String text = "";

  /** Who is greeted. */
  public String getName() {
    return name;
  }

  /** Who is greeted. */
  public void setName(String name) {
    this.name = name;
  }

  /** What is said. */
  public String getText() {
    return text;
  }

  /** Greets. */
  public void greet() {
    text = "Hello, " + name;
  }
}
