/**
 * FanfarePoll reads and publishes by long-poll, in ES5 and with XMLHttpRequest alone: for clients that have nothing
 * else. It keeps the cursor, tells of gaps, and comes back by itself. It is written by hand, and only made smaller.
 */
(function (root) {
  "use strict";

  var LONGEST_PAUSE = 30000;
  var ATTEMPTS = 6; // of a publish that has a key
  var SLACK = 10; // seconds on top of the wait, before a request is given up

  /** Calls back; what it throws is reported as an uncaught exception, and stops nothing here. */
  function call(callback, first, second) {
    try {
      if (callback) callback(first, second);
    } catch (error) {
      setTimeout(function () {
        throw error;
      });
    }
  }

  /** A pause in milliseconds that grows with each failure, of which a random half is taken off. */
  function pause(failed) {
    return Math.min(LONGEST_PAUSE, 500 * Math.pow(2, failed)) * (1 - Math.random() / 2);
  }

  function parse(text, otherwise) {
    try {
      return JSON.parse(text);
    } catch (notJson) {
      return otherwise;
    }
  }

  /** Why a request failed: an Error with what is known of it. Whatever may pass is not final. */
  function failure(xhr) {
    var status = xhr.status;
    var problem = /^application\/problem\+json/.test(xhr.getResponseHeader("Content-Type") || "") && parse(xhr.responseText);
    var error = new Error(problem ? problem.detail : status ? "answered with " + status : "the server cannot be reached");
    error.status = status;
    error.problem = problem || undefined;
    error.retry = 1000 * xhr.getResponseHeader("Retry-After") || 0;
    error.final =
      !!problem && status > 399 && status < 500 && !/408|425|429/.test(status) && !/invalid-(ticket|login)$/.test(problem.type);
    return error;
  }

  /** Asks, and calls back once, with an error or with the JSON of the answer; returns what gives it up in silence. */
  function ask(method, url, headers, seconds, body, done) {
    var xhr = new XMLHttpRequest();
    var over = false;
    function end() {
      if (over) return;
      over = true;
      var answer = xhr.status > 199 && xhr.status < 300 && parse(xhr.responseText); // or the page of a proxy
      if (answer) done(null, answer);
      else done(failure(xhr));
    }
    xhr.open(method, url);
    xhr.timeout = 1000 * seconds;
    xhr.withCredentials = true;
    for (var name in headers) xhr.setRequestHeader(name, headers[name]);
    xhr.onload = xhr.onerror = xhr.ontimeout = xhr.onabort = end;
    xhr.send(body);
    return function () {
      over = true;
      xhr.abort();
    };
  }

  function merged(headers, name, value) {
    var all = {};
    for (var each in headers) all[each] = headers[each];
    all[name] = value;
    return all;
  }

  /**
   * Publishes to the groups of a URL: a string as text, an ArrayBuffer, Blob or Uint8Array as bytes, all else as JSON. Then
   * calls done(error, receipt). With options.key it is retried until it is answered, and still taken once.
   */
  function publish(url, message, options, done) {
    options = options || {};
    var bytes = /^\[object (ArrayBuffer|Blob|Uint8Array)]$/.test(Object.prototype.toString.call(message));
    var json = !bytes && typeof message !== "string";
    var type = bytes ? "application/octet-stream" : json ? "application/json" : "text/plain";
    var headers = merged(options.headers, "Content-Type", options.type || type);
    if (options.key) headers["Idempotency-Key"] = options.key;
    var failed = 0;
    (function attempt() {
      ask("POST", url.split("?")[0], headers, 60, json ? JSON.stringify(message) : message, function (error, receipt) {
        if (error && options.key && !error.final && ++failed < ATTEMPTS) setTimeout(attempt, error.retry || pause(failed));
        else call(done, error, receipt);
      });
    })();
  }

  /**
   * Reads the groups of a URL. Options: after, last, wait (seconds, 20), json, headers, and onMessage(message,
   * publication), onGap(gap), onState(state, error), where the state is open, waiting, refused or closed.
   */
  function subscribe(url, options) {
    options = options || {};
    var failed = 0;
    var first = true;
    var stop; // what gives the request up, or the pause
    var self = { cursor: options.after || null, state: "connecting" };

    function become(state, error) {
      if (self.state !== state || error) {
        self.state = state;
        call(options.onState, state, error);
      }
    }

    function rest(millis) {
      var timer = setTimeout(poll, millis);
      stop = function () {
        clearTimeout(timer);
      };
    }

    /** Publications of JSON are given as values if the page wants them, and else as text. */
    function messageOf(publication) {
      if (publication.base64 !== undefined) return publication.base64;
      if (publication.json !== undefined) return options.json ? publication.json : JSON.stringify(publication.json);
      return options.json ? parse(publication.text, publication.text) : publication.text;
    }

    function each(list, give) {
      for (var i = 0; i < list.length && self.state !== "closed"; i++) give(list[i]);
    }

    function take(answer) {
      each(answer.gaps, function (gap) {
        call(options.onGap, gap);
      });
      each(answer.publications, function (publication) {
        call(options.onMessage, messageOf(publication), publication);
      });
      if (self.state !== "closed") self.cursor = answer.cursor; // never ahead of what was given
    }

    /** The first answer comes at once: before it has a cursor, a client that breaks off would miss something. */
    function poll() {
      var wait = first ? 0 : options.wait || 20;
      var query = "wait=" + wait;
      if (self.cursor) query += "&after=" + encodeURIComponent(self.cursor);
      else if (options.last !== undefined) query += "&last=" + options.last;
      var headers = merged(options.headers, "Accept", "application/json");
      stop = ask("GET", url + (url.indexOf("?") < 0 ? "?" : "&") + query, headers, wait + SLACK, null, function (error, answer) {
        if (error) {
          if (error.final) return become("refused", error);
          rest(error.retry || pause(failed++));
          return become("waiting", error);
        }
        first = false;
        failed = 0;
        become("open");
        take(answer);
        if (self.state !== "closed") rest(answer.retry || 0);
      });
    }

    /** The network is back, or the person: whoever waits looks at once. */
    function wake() {
      if (self.state === "waiting") {
        stop();
        poll();
      }
    }

    self.publish = function (message, more, done) {
      more = more || {};
      publish(url, message, { headers: more.headers || options.headers, type: more.type, key: more.key }, done);
    };
    self.close = function () {
      if (self.state === "closed") return;
      stop();
      if (root.removeEventListener) {
        root.removeEventListener("online", wake);
        root.removeEventListener("pageshow", wake);
      }
      become("closed");
    };
    if (root.addEventListener) {
      root.addEventListener("online", wake);
      root.addEventListener("pageshow", wake);
    }
    rest(0); // not before the caller has it in hand
    return self;
  }

  root.FanfarePoll = { subscribe: subscribe, publish: publish };
})(typeof self !== "undefined" ? self : typeof global !== "undefined" ? global : this);
