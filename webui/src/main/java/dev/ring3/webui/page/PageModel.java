package dev.ring3.webui.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what the layout shows. */
@ControllerAdvice
final class PageModel {
  private final Menu menu;
  private final Assets assets;
  private final WebSettings settings;

  PageModel(Menu menu, Assets assets, WebSettings settings) {
    this.menu = menu;
    this.assets = assets;
    this.settings = settings;
  }

  @ModelAttribute
  void fill(HttpServletRequest request, Model model) {
    List<Menu.Line> lines =
        request.getUserPrincipal() == null ? List.of() : menu.lines(request.getRequestURI());
    model.addAttribute("menu", lines);
    model.addAttribute("assets", assets);
    model.addAttribute("version", settings.version());
  }
}
