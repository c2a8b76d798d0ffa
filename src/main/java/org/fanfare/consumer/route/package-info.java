/**
 * The classes of consumers, as they are found out once at deployment, and the routes to them.
 *
 * <p>Begin with {@link org.fanfare.consumer.route.Routes}. It takes the classes that the
 * application has, checks them all, and names every fault of every class in one exception. What it
 * has checked, it describes: a {@link org.fanfare.consumer.route.ConsumerType} says at which path
 * the class is, who may connect, and which {@link org.fanfare.consumer.route.Handler} takes which
 * message.
 *
 * <pre>{@code
 * Routes routes = Routes.of(List.of(Chat.class, Player.class), beanManager::isScope);
 * routes.warnings().forEach(log::warning);
 *
 * routes.match("/chat/lobby").ifPresent(match -> {
 *   ConsumerType chat = match.route();                   // Chat.class
 *   String room = match.parameters().get("room");        // "lobby"
 *   Decision decision = chat.access().decide(isLoggedIn, request::isUserInRole);
 *   chat.fromClient().ofType("say").orElseThrow()
 *       .call(instance, new Say("hello"), connection, scope, null);
 * });
 * }</pre>
 *
 * <p>The room uses reflection and annotations only. It knows no container: it neither finds classes
 * nor makes instances, and it neither parses nor binds JSON. Everything in it is immutable once
 * made, and may be used by any thread.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Faults of the classes are collected, not thrown one by one, so that a developer reads all
 *       of them after one deployment.
 *   <li>A path is matched by its decoded segments, as a container maps it. If a literal were
 *       compared as the client wrote it, {@code /rooms/%61dmin} would be the room {@code "admin"}
 *       of {@code /rooms/{room}}, past the route {@code /rooms/admin} and those whom it lets in.
 *   <li>What a container may read in another way than we do, such as {@code %2F}, {@code ;} or
 *       {@code ..}, is refused on routes, and only there: other paths are not ours to judge.
 *   <li>A handler that a superclass declares is under the superclass' annotations of {@code
 *       jakarta.annotation.security}, unless it has its own: what these protect stays protected in
 *       every subclass.
 *   <li>A method that overrides a handler is one only if it has the annotation, too, since Java
 *       does not inherit annotations of methods; {@link org.fanfare.consumer.route.Routes#warnings}
 *       names it if it has not.
 * </ul>
 */
@NullMarked
package org.fanfare.consumer.route;

import org.jspecify.annotations.NullMarked;
