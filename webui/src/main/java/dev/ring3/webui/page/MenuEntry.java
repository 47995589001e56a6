package dev.ring3.webui.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts a controller's page into the menu. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MenuEntry {
  /** What people read. */
  String label();

  /** Where it leads; pages below it count as part of it. */
  String path();

  /** Smaller ones come first. */
  int order();
}
