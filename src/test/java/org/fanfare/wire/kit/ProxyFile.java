package org.fanfare.wire.kit;

/** The files that the repository offers for proxies, each used as its instructions have it. */
public enum ProxyFile {
  /** {@code apache-httpd/fanfare.conf}. */
  HTTPD {
    @Override
    public Proxy start(Site site) {
      return httpd(site).inVirtualHost("Include fanfare/fanfare.conf").start();
    }
  },

  /** {@code apache-httpd/fanfare-tls.conf}. */
  HTTPD_TLS {
    @Override
    public Proxy start(Site site) {
      return SelfSigned.on(httpd(site, "socache_shmcb", "ssl", "http2"))
          .line("Include fanfare/fanfare-tls.conf")
          .start();
    }

    @Override
    public String scheme() {
      return "https";
    }
  },

  /** {@code apache-httpd/fanfare-wstunnel.conf}, as an httpd before 2.4.47 does it. */
  HTTPD_WSTUNNEL {
    @Override
    public Proxy start(Site site) {
      return httpd(site, "proxy_wstunnel", "rewrite")
          .inVirtualHost(
              "ProxyWebsocketFallbackToProxyHttp Off", "Include fanfare/fanfare-wstunnel.conf")
          .start();
    }
  },

  /** {@code apache-httpd/fanfare-cluster.conf}. */
  HTTPD_CLUSTER {
    @Override
    public Proxy start(Site site) {
      Httpd httpd = httpd(site, "proxy_balancer", "lbmethod_byrequests", "slotmem_shm");
      if (site.allActive()) {
        httpd.enable("proxy_hcheck").define("FANFARE_ALL_ACTIVE", "yes");
      }
      return httpd
          .define("FANFARE_NODE_1", site.node().host())
          .define("FANFARE_NODE_2", site.other())
          .inVirtualHost("Include fanfare/fanfare-cluster.conf")
          .start();
    }
  },

  /** {@code server-config/nginx/fanfare.conf}. */
  NGINX {
    @Override
    public Proxy start(Site site) {
      return nginx(site)
          .http("include fanfare/fanfare-upstream.conf;")
          .inServer("include fanfare/fanfare.conf;")
          .start();
    }
  },

  /** {@code server-config/nginx/fanfare-tls.conf}. */
  NGINX_TLS {
    @Override
    public Proxy start(Site site) {
      return SelfSigned.on(nginx(site))
          .http("include fanfare/fanfare-upstream.conf;", "include fanfare/fanfare-tls.conf;")
          .start();
    }

    @Override
    public String scheme() {
      return "https";
    }
  },

  /** {@code server-config/nginx/fanfare-cluster.conf}. */
  NGINX_CLUSTER {
    @Override
    public Proxy start(Site site) {
      return (site.allActive() ? allActive(site) : nginx(site))
          .http("include fanfare/fanfare-cluster.conf;")
          .inServer("include fanfare/fanfare.conf;")
          .start();
    }

    /** Takes the lines of the stand-by out, and makes lines of the comments. */
    private static Nginx allActive(Site site) {
      String active = "  server 127.0.0.1:8080 max_fails=3 fail_timeout=1d;\n";
      String standBy = "  server 127.0.0.1:8081 max_fails=3 fail_timeout=1d backup;\n";
      return nginx(site)
          .edit(active + standBy, "")
          .edit("# server 127.0.0.1:8080", "server " + site.node().host())
          .edit("# server 127.0.0.1:8081", "server " + site.other())
          .edit("# hash $fanfare_client", "hash $fanfare_client")
          .inServer("add_header Set-Cookie $fanfare_client_cookie always;");
    }
  };

  /** Starts the program with the file in front of a site. */
  public abstract Proxy start(Site site);

  /** Returns the scheme that its clients speak. */
  public String scheme() {
    return "http";
  }

  private static Httpd httpd(Site site, String... more) {
    String path = site.node().context().getPath();
    Httpd httpd =
        Httpd.with("proxy", "proxy_http", "headers")
            .enable(more)
            .define("FANFARE_BACKEND", site.node().host())
            .define("FANFARE_PATH", path.substring(0, path.length() - 1));
    httpd.define("FANFARE_LOG", Proxy.ACCESS_LOG);
    if (!site.routes().isEmpty()) {
      httpd.define("FANFARE_ROUTES", "\"" + site.routes() + "\"");
    }
    return site.origins().isEmpty() ? httpd : httpd.listing(site.origins().toArray(String[]::new));
  }

  private static Nginx nginx(Site site) {
    String path = site.node().context().getPath();
    Nginx nginx =
        Nginx.plain()
            .edit("127.0.0.1:8080", site.node().host())
            .edit("127.0.0.1:8081", site.other())
            .edit("/var/log/nginx/access.log", Proxy.ACCESS_LOG)
            .edit("location /fanfare/ {", "location " + path + " {");
    if (!site.routes().isEmpty()) {
      String routes = "map $uri $fanfare_route {\n  default \"\";\n";
      nginx.edit(routes, routes + "  \"~^" + path + "(" + site.routes() + ")(/|$)\" 1;\n");
    }
    return site.origins().isEmpty() ? nginx : nginx.listing(site.origins().toArray(String[]::new));
  }
}
