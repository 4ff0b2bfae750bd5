package io.hookstone.capture.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hookstone.capture.WebhookEntity;
import io.hookstone.capture.WebhookIgnore;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Entities with annotations that say what leaves the process. */
public final class Marked {

  private Marked() {}

  /** Passes its annotations on. */
  @MappedSuperclass
  public abstract static class Base {
    @Id public Long id;

    @WebhookIgnore public String inherited;

    @JsonProperty("memo")
    public String remark;
  }

  /** Events know it by another name. */
  @Entity(name = "CrmPerson")
  @WebhookEntity(name = "Contact")
  @JsonIgnoreProperties("listed")
  public static class Person extends Base {
    @JsonProperty("fullName")
    public String name;

    @JsonIgnore public String taxNumber;

    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public String door;

    @WebhookIgnore public String note;
    public String listed;
    public String plain;
    @Embedded public Phone phone;

    @ElementCollection @OrderColumn public List<Phone> phones = new ArrayList<>();
    @WebhookIgnore @ElementCollection public List<String> hidden = new ArrayList<>();
    @Embedded public Vault vault;

    @JdbcTypeCode(SqlTypes.JSON)
    public Card card;

    protected Person() {}

    public Person(long id, String secret) {
      this.id = id;
      this.inherited = secret;
      this.remark = "r";
      this.name = "Ada";
      this.taxNumber = secret;
      this.door = secret;
      this.note = secret;
      this.listed = secret;
      this.plain = "p";
      this.phone = new Phone("1", secret);
      this.phones.add(new Phone("2", secret));
      this.hidden.add(secret);
      this.vault = new Vault(secret);
      this.card = new Card("c", secret);
    }
  }

  /** Annotated attributes, some on getters. */
  @Embeddable
  public static class Phone {
    @JsonProperty("no")
    @Column(name = "phone_number")
    private String number;

    private String extension;

    protected Phone() {}

    public Phone(String number, String extension) {
      this.number = number;
      this.extension = extension;
    }

    public String getNumber() {
      return number;
    }

    @WebhookIgnore
    public String getExtension() {
      return extension;
    }

    public void setExtension(String extension) {
      this.extension = extension;
    }
  }

  /** Ignored wherever it is used. */
  @Embeddable
  @WebhookIgnore
  public static class Vault {
    public String content;

    protected Vault() {}

    public Vault(String content) {
      this.content = content;
    }
  }

  /** Fills a column. */
  public record Card(String label, @WebhookIgnore String number) {}

  /** Annotated on getters, and by property access. */
  @Entity(name = "ByGetter")
  public static class ByGetter {
    private Long id;
    private String shown;
    private String quiet;
    private String writable;

    @Id
    public Long getId() {
      return id;
    }

    public void setId(Long id) {
      this.id = id;
    }

    @JsonProperty("visible")
    public String getShown() {
      return shown;
    }

    public void setShown(String shown) {
      this.shown = shown;
    }

    @JsonIgnore
    public String getQuiet() {
      return quiet;
    }

    public void setQuiet(String quiet) {
      this.quiet = quiet;
    }

    public String getWritable() {
      return writable;
    }

    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public void setWritable(String writable) {
      this.writable = writable;
    }
  }

  /** An identifier with names of its own. */
  @Embeddable
  public record Place(@JsonProperty("row") String shelf, int slot) implements Serializable {}

  /** Identified by {@link Place}. */
  @Entity(name = "Shelf")
  public static class Shelf {
    @JsonProperty("place")
    @EmbeddedId
    public Place id;

    public String content;
  }

  /** A secret under an innocent name. */
  @Entity(name = "ComponentConfig")
  public static class ComponentConfig {
    @Id public Long id;
    public String name;

    @Column(name = "config_value")
    public String value;

    @ElementCollection public Map<String, String> extras = new HashMap<>();
  }

  /** Not captured. */
  @Entity(name = "Journal")
  @WebhookIgnore
  public static class Journal {
    @Id public Long id;
  }

  /** Not captured either. */
  @Entity(name = "DayBook")
  public static class DayBook extends Journal {
    @Column(name = "book_day")
    public String day;
  }
}
