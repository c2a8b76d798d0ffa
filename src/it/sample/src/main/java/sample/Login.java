package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;

/**
 * The login, by a form, and its users. An application for more than a trial keeps them elsewhere.
 */
@FormAuthenticationMechanismDefinition(
    loginToContinue = @LoginToContinue(loginPage = "/login.html", errorPage = "/login.html"))
@ApplicationScoped
public class Login implements IdentityStore {
  private static final Map<String, String> PASSWORDS =
      Map.of("anna", "anna-s", "bob", "bob-s", "carla", "carla-s");

  /** Whether this is one of them. */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    String password = PASSWORDS.get(credential.getCaller());
    return password != null && credential.getPassword().compareTo(password)
        ? new CredentialValidationResult(credential.getCaller())
        : CredentialValidationResult.INVALID_RESULT;
  }
}
