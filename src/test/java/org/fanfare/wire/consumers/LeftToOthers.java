package org.fanfare.wire.consumers;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.Route;

/** At the path of a resource of the application, which has the plain requests. */
@Route(value = "/orders", plain = Plain.PASS)
@PermitAll
public class LeftToOthers implements Consumer {}
