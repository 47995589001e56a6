package dev.ring3.webui.cases;

import dev.ring3.webui.page.MenuEntry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The cases page. */
@Controller
@MenuEntry(label = "Cases", path = "/cases", order = 20)
final class CasesController {
  @GetMapping("/cases")
  String list() {
    return "cases/cases";
  }
}
