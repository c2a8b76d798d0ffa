package sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The resources of this application are below {@code rest/}. */
@ApplicationPath("rest")
public class Rest extends Application {}
