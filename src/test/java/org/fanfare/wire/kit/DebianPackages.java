package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's packages of a program, unpacked in a folder of the build with whatever they need that is
 * not installed. Nothing is installed, so programs that exclude each other can be tested, and no
 * service of the machine is touched. For one thread at a time.
 */
final class DebianPackages {
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  private final Path root;

  private DebianPackages(Path root) {
    this.root = root;
  }

  /** Returns the packages, which are downloaded when they are first asked for. */
  static DebianPackages of(String first, String... others) {
    Path folder = Path.of(System.getProperty("server.dir"), "debian", first);
    Path root = folder.resolve("root");
    Path archives = folder.resolve("archives");
    List<String> names = new ArrayList<>(List.of(others));
    names.add(0, first);
    try {
      if (Files.notExists(folder.resolve("complete"))) {
        Files.createDirectories(archives.resolve("partial"));
        if (!download(archives, names)) {
          run(archives, List.of("apt-get", "update", "-q"));
          require(download(archives, names), "Debian's packages " + names + " are not to be had");
        }
        unpack(archives, root);
        Files.createFile(folder.resolve("complete"));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new DebianPackages(root);
  }

  private static boolean download(Path archives, List<String> names) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "install",
                "--yes",
                "-q",
                "--download-only",
                "--reinstall",
                "--no-install-recommends",
                "--option=Debug::NoLocking=1",
                "--option=Dir::Cache::Archives=" + archives));
    command.addAll(names);
    return run(archives, command);
  }

  private static void unpack(Path archives, Path root) throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".deb")).toList()) {
        require(
            run(archives, List.of("dpkg", "--extract", file.toString(), root.toString())),
            file + " is not to be unpacked");
      }
    }
  }

  private static boolean run(Path folder, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      return builder.start().waitFor() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void require(boolean done, String otherwise) throws IOException {
    if (!done) {
      throw new IOException(otherwise);
    }
  }

  /** Returns a file of the packages, by its path from the root. */
  Path file(String path) {
    return root.resolve(path);
  }

  /** Returns the folder of this path, for this machine's kind or else for all, in {@code lib}. */
  Path library(String path) {
    return libraries()
        .map(folder -> folder.resolve(path))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + path + " in " + root));
  }

  /** Makes a program find its libraries, those in {@code further} folders included. */
  void provide(ProcessBuilder program, Path... further) {
    String folders =
        Stream.concat(libraries(), Stream.of(further))
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    program.environment().put(LIBRARIES, folders);
  }

  private Stream<Path> libraries() {
    return Stream.of("usr/lib", "lib")
        .map(root::resolve)
        .filter(Files::isDirectory)
        .flatMap(
            folder -> {
              try (Stream<Path> inside = Files.list(folder)) {
                List<Path> machines =
                    inside.filter(path -> path.toString().endsWith("-linux-gnu")).toList();
                return Stream.concat(machines.stream(), Stream.of(folder));
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
  }
}
