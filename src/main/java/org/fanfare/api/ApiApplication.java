package org.fanfare.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** What JAX-RS serves, beside the static pages and the one URL. */
@ApplicationPath("api")
public class ApiApplication extends Application {}
