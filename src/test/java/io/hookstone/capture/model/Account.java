package io.hookstone.capture.model;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Full of secrets. */
@Entity(name = "Account")
public class Account {
  @Id public Long id;
  public String login;
  public String passwordHash;
  public String apiKey;
  public String iban;
  @Embedded public Login nested;

  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, Object> preferences = new HashMap<>();

  @JdbcTypeCode(SqlTypes.JSON)
  public Profile profile;

  protected Account() {}

  public Account(long id, String secret) {
    this.id = id;
    this.login = "ada";
    this.passwordHash = secret;
    this.apiKey = secret;
    this.iban = secret;
    this.nested = new Login("ada", secret);
    this.preferences.put("theme", "dark");
    this.preferences.put("accessToken", secret);
    this.profile = new Profile("Ada", secret);
  }

  /** A secret one level down. */
  @Embeddable
  public static class Login {
    public String alias;
    public String pwd;

    protected Login() {}

    public Login(String alias, String pwd) {
      this.alias = alias;
      this.pwd = pwd;
    }
  }

  /** A secret within JSON. */
  public record Profile(String nick, String clientSecret) {}
}
