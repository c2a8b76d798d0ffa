package org.fanfare.gate;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fanfare.gate.TestRun.Outcome;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes a line for each test that was executed or skipped, and for each class, which may fail to
 * begin, into {@code ${gate.folder}/${gate.run}.results}. Without these system properties it writes
 * nothing.
 *
 * <p>JUnit finds it as a service. Safe for use by any thread.
 */
public final class Recorder implements TestExecutionListener {
  private static final Pattern TRANSPORT = Pattern.compile("\\b(WEBSOCKET|SSE|POLL)\\b");

  private final String run;
  private final String folder;
  private final Map<String, Long> begun = new ConcurrentHashMap<>();

  /** For JUnit. */
  public Recorder() {
    this(System.getProperty("gate.run", ""), System.getProperty("gate.folder", ""));
  }

  Recorder(String run, String folder) {
    this.run = run;
    this.folder = folder;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    begun.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    record(test, Outcome.SKIPPED);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    boolean skipped = result.getStatus() == TestExecutionResult.Status.ABORTED;
    boolean isClass = test.getSource().orElse(null) instanceof ClassSource;
    if (!test.isTest() && !passed) {
      result.getThrowable().ifPresent(why -> new Evidence().keep(name(test), name(test), why));
    }
    if (test.isTest() || isClass || !passed) {
      record(test, passed ? Outcome.PASSED : skipped ? Outcome.SKIPPED : Outcome.FAILED);
    }
  }

  private void record(TestIdentifier test, Outcome outcome) {
    long since = begun.getOrDefault(test.getUniqueId(), System.nanoTime());
    Optional<Law> law = law(test);
    TestRun line =
        new TestRun(
            run,
            test.getUniqueId(),
            name(test),
            law.stream()
                .flatMapToInt(found -> IntStream.of(found.value()))
                .boxed()
                .collect(toSet()),
            law.map(found -> transports(test, found)).orElse(Set.of()),
            law.map(found -> List.of(found.brokenIn()).contains(run)).orElse(false),
            outcome,
            (System.nanoTime() - since) / 1_000_000);
    if (!folder.isEmpty()) {
      write(line);
    }
  }

  private synchronized void write(TestRun line) {
    try {
      Path file = Path.of(folder, run + ".results");
      Files.createDirectories(file.getParent());
      // getBytes() replaces what is no Unicode, as half an emoji in the name of a test
      byte[] bytes = (line.line() + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The law of the method, else of the type in which it stands, else of the test's own class. */
  private static Optional<Law> law(TestIdentifier test) {
    if (test.getSource().orElse(null) instanceof MethodSource source) {
      Method method = source.getJavaMethod();
      return AnnotationSupport.findAnnotation(method, Law.class)
          .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Law.class)))
          .or(() -> Optional.ofNullable(source.getJavaClass().getAnnotation(Law.class)));
    }
    return Optional.empty();
  }

  private static Set<Law.Transport> transports(TestIdentifier test, Law law) {
    Set<Law.Transport> on = Set.of(law.on());
    Matcher parameter = TRANSPORT.matcher(test.getDisplayName());
    return !on.isEmpty() && parameter.find()
        ? EnumSet.of(Law.Transport.valueOf(parameter.group(1)))
        : on;
  }

  private static String name(TestIdentifier test) {
    if (test.getSource().orElse(null) instanceof MethodSource source) {
      String method = source.getJavaClass().getSimpleName() + "." + source.getMethodName();
      return test.getDisplayName().startsWith("[") ? method + " " + test.getDisplayName() : method;
    }
    if (test.getSource().orElse(null) instanceof ClassSource source) {
      return source.getJavaClass().getSimpleName();
    }
    return test.getDisplayName();
  }
}
