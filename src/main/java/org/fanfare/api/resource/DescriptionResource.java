package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.fanfare.security.KeyPermission;

/** The description of the API as OpenAPI 3.1, for clients with a key that may use it. */
@Path("openapi.json")
@RequestScoped
public class DescriptionResource {
  /** The name of the file, beside this class. */
  static final String FILE = "openapi.json";

  @Inject Calls calls;

  /** Returns the description. */
  @GET
  @Problems({})
  public Response description(@Context HttpServletRequest request) {
    return calls.answer(request, KeyPermission.API, key -> Calls.bytes("application/json", file()));
  }

  private static byte[] file() {
    try (InputStream file = DescriptionResource.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("Fanfare's classes lack " + FILE);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
