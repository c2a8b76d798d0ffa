/**
 * What the site consists of, in its order: each part with its pages. A page is a Markdown file of the repository, which
 * stays where it lies, and the name that it has on the site.
 */
const markdown = (name) => `src/site/markdown/${name}.md`;
const page = (text, name, source = markdown(name)) => ({ text, name, source });

export const parts = [
  {
    text: "Begin",
    pages: [
      page("What Fanfare is", "index", "README.md"),
      page("Tutorial", "tutorial"),
      page("Concepts", "concepts"),
      page("The applications of the first start", "demo"),
      page("Questions", "faq"),
    ],
  },
  {
    text: "Build",
    pages: [
      page("Publishing", "publishing"),
      page("In the browser", "browser"),
      page("The client in the browser", "client"),
      page("A first consumer", "first-consumer"),
      page("Consumers", "consumers"),
      page("In your own application", "application"),
    ],
  },
  {
    text: "Run",
    pages: [
      page("Security", "security"),
      page("Operating", "operating"),
      page("Which server, which settings", "servers"),
      page("Payara Micro", "payara", "server-config/payara/README.md"),
      page("WildFly", "wildfly", "server-config/wildfly/README.md"),
      page("Open Liberty", "liberty", "server-config/liberty/README.md"),
      page("GlassFish", "glassfish", "server-config/glassfish/README.md"),
      page("What a container does by itself", "containers"),
      page("Behind Apache httpd", "apache-httpd", "apache-httpd/README.md"),
      page("Behind nginx", "nginx", "server-config/nginx/README.md"),
      page("The log of a host", "rsyslog", "server-config/rsyslog/README.md"),
      page("Troubleshooting", "troubleshooting"),
    ],
  },
  {
    text: "Look up",
    pages: [
      page("The one URL", "reference"),
      page("Settings, rules, Redis", "settings"),
      page("The laws", "laws"),
      page("Performance", "performance"),
    ],
  },
  {
    text: "Decide",
    pages: [
      page("Comparison", "comparison"),
      page("Coming from", "coming-from"),
      page("From Channels", "from-channels"),
    ],
  },
  {
    text: "Take part",
    pages: [page("Contributing", "contributing"), page("Changelog", "changelog")],
  },
];

export const pages = parts.flatMap((part) => part.pages);
