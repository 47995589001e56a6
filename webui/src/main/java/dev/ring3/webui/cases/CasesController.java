package dev.ring3.webui.cases;

import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.CaseStatus;
import dev.ring3.search.index.Cases;
import dev.ring3.webui.page.MenuEntry;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of cases, and each with its files. */
@Controller
@MenuEntry(label = "Cases", path = "/cases", order = 20)
final class CasesController {
  private final Cases cases;
  private final Uploads uploads;

  CasesController(Cases cases, Uploads uploads) {
    this.cases = cases;
    this.uploads = uploads;
  }

  @GetMapping("/cases")
  String list(@RequestParam(required = false) String deleted, Model model) {
    List<CaseView> all = cases.list().stream().map(CaseView::of).toList();
    model.addAttribute("cases", all);
    model.addAttribute("deleted", deleted);
    model.addAttribute("uploads", uploads.all().stream().map(UploadView::of).toList());
    model.addAttribute("usualName", all.isEmpty() ? "default" : all.getFirst().name());
    model.addAttribute("maxFile", Upload.MAX_FILE);
    model.addAttribute("maxFiles", Upload.MAX_FILES);
    return "cases/cases";
  }

  @GetMapping("/cases/{name}")
  String one(@PathVariable String name, Model model) {
    model.addAttribute("one", CaseView.of(status(name)));
    return "cases/case";
  }

  @GetMapping("/cases/{name}/delete")
  String askToDelete(@PathVariable String name, Model model) {
    model.addAttribute("one", CaseView.of(status(name)));
    return "cases/delete";
  }

  @PostMapping("/cases/{name}/delete")
  String delete(@PathVariable String name, @RequestParam String confirmed, Model model) {
    CaseStatus status = status(name);
    if (!confirmed.strip().equals(name)) {
      model.addAttribute("one", CaseView.of(status));
      model.addAttribute("problem", "That is not the case's name: nothing was deleted.");
      return "cases/delete";
    }
    try {
      cases.delete(name);
    } catch (CaseException e) {
      model.addAttribute("one", CaseView.of(status));
      model.addAttribute("problem", e.getMessage());
      return "cases/delete";
    }
    return "redirect:/cases?deleted=" + name;
  }

  private CaseStatus status(String name) {
    if (!cases.names().contains(name)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return cases.status(name);
  }
}
