package org.fanfare.wire.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The host's login, by Jakarta Security, and its one user. */
@BasicAuthenticationMechanismDefinition(realmName = "host")
@ApplicationScoped
public class Login implements IdentityStore {
  /** Whether this is Anna. */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    return credential.compareTo("anna", "secret-of-anna")
        ? new CredentialValidationResult("anna", Set.of("staff"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
