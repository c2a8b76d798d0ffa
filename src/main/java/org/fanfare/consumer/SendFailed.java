package org.fanfare.consumer;

/**
 * The CDI event, fired asynchronously, of a message that was to be sent {@linkplain
 * Sender#afterCommit after a commit}, and was not.
 *
 * @param what what was to be sent, and where to
 * @param failure why it was not
 */
public record SendFailed(String what, RuntimeException failure) {}
