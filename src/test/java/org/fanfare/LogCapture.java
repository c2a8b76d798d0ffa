package org.fanfare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class tells in the log while this is open. */
public final class LogCapture extends Handler implements AutoCloseable {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Logger logger;

  /** Listens to the logger that has this class's name. */
  public LogCapture(String logger) {
    this.logger = Logger.getLogger(logger);
    this.logger.setUseParentHandlers(false);
    this.logger.addHandler(this);
  }

  /** Each with its level before it. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord told) {
    if (told.getLevel().intValue() >= Level.INFO.intValue()) {
      lines.add(told.getLevel() + " " + formatter.formatMessage(told));
    }
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
