package org.fanfare.wire.host;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The host's REST, at {@code /} and found by scanning: all there is of JAX-RS in the WAR. */
@ApplicationPath("/")
public class Rest extends Application {}
