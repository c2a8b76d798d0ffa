package org.fanfare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The WAR says what it consists of, and under which licences. */
final class BillOfMaterialsTest {
  private static final Path BILL = Path.of("src/main/webapp/META-INF/bom.cdx.json");
  private static final Path WAR = Path.of("target/fanfare.war");
  private static final String LIBRARIES = "WEB-INF/lib/";

  @Test
  void theBillHasEachLibraryOfTheWarWithItsHash() throws IOException {
    assumeThat(WAR).as("tests that run before the WAR is made cannot look into it").exists();
    Map<String, String> inWar = new TreeMap<>();
    try (ZipFile war = new ZipFile(WAR.toFile())) {
      for (ZipEntry entry : Collections.list(war.entries())) {
        if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
          inWar.put(entry.getName().substring(LIBRARIES.length()), hash(war, entry));
        }
      }
    }
    Map<String, String> listed = new TreeMap<>();
    for (JsonObject library : components()) {
      if (library.getString("purl").startsWith("pkg:maven/")) {
        listed.put(
            library.getString("name") + "-" + library.getString("version") + ".jar",
            library.getJsonArray("hashes").getJsonObject(0).getString("content"));
      }
    }

    assertThat(listed).hasSizeGreaterThan(20).isEqualTo(inWar);
  }

  @Test
  void eachLibraryHasItsLicenceAndAnAddressOfItsOwn() throws IOException {
    List<JsonObject> components = components();

    assertThat(components)
        .isNotEmpty()
        .allSatisfy(library -> assertThat(library.getJsonArray("licenses")).isNotEmpty())
        .allSatisfy(
            library ->
                assertThat(library.getString("purl"))
                    .contains(library.getString("name") + "@" + library.getString("version")));
    assertThat(components.stream().map(library -> library.getString("bom-ref")))
        .doesNotHaveDuplicates();
  }

  @Test
  void theScriptsThatAreBundledForTheDemoAreInItToo() throws IOException {
    String bundle = Files.readString(Path.of("src/main/webapp/demo/note-libraries.js"));

    assertThat(
            components().stream()
                .filter(library -> library.getString("purl").startsWith("pkg:npm/"))
                .map(library -> library.getString("name") + " " + library.getString("version")))
        .hasSize(bundle.split("/\\*! ", -1).length - 1)
        .allSatisfy(library -> assertThat(bundle).contains("/*! " + library));
  }

  private static List<JsonObject> components() throws IOException {
    try (Reader text = Files.newBufferedReader(BILL);
        JsonReader reader = Json.createReader(text)) {
      return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class);
    }
  }

  private static String hash(ZipFile war, ZipEntry entry) throws IOException {
    try (InputStream in = war.getInputStream(entry)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(in.readAllBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
