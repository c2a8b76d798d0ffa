package org.fanfare.wire.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The host's login, by Jakarta Security, and its two users. */
@BasicAuthenticationMechanismDefinition(realmName = "host")
@ApplicationScoped
public class Login implements IdentityStore {
  /** Whether this is Anna, who is of the staff, or Berta, who is not. */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    if (credential.compareTo("berta", "secret-of-berta")) {
      return new CredentialValidationResult("berta");
    }
    return credential.compareTo("anna", "secret-of-anna")
        ? new CredentialValidationResult("anna", Set.of("staff"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
