/**
 * The API for back ends and operators by JAX-RS, which {@code fanfare.war} has below {@code api/}.
 *
 * <p>{@link org.fanfare.api.resource.ApiApplication} lists the resources. Each is thin: it reads
 * the request and lets {@link org.fanfare.api.resource.Calls} check the key and answer. What is
 * done is in {@code org.fanfare.api}, which does not depend on JAX-RS.
 *
 * <pre>{@code
 * curl -H "X-API-Key: $KEY" -X PUT http://localhost:8080/fanfare/api/groups/news/channels/CHANNEL
 * }</pre>
 *
 * <p>These classes are not in {@code fanfare-classes.jar}: in an application that contains Fanfare
 * JAX-RS is left to the application, whose code injects a {@code Sender} instead.
 *
 * <p>Decision. {@code openapi.json}, beside these classes, describes the API. It is no file under
 * {@code META-INF}, where a server would make it part of a description of its own. A test compares
 * its paths, methods and problems with the resources, in both directions.
 */
@NullMarked
package org.fanfare.api.resource;

import org.jspecify.annotations.NullMarked;
