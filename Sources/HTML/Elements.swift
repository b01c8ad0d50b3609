/// An element with content. One function per element, one signature each: two overloads would double the
/// compiler's time at each level of nesting.
public struct Element<Content: Markup>: Markup {
  @usableFromInline let name: StaticString
  @usableFromInline let attributes: [Attribute]
  @usableFromInline let content: Content

  @inlinable init(_ name: StaticString, _ attributes: [Attribute], _ content: Content) {
    self.name = name
    self.attributes = attributes
    self.content = content
  }

  @inlinable public func write(to page: inout PageBuffer) {
    page.append(UInt8(ascii: "<"))
    page.raw(name)
    for attribute in attributes { attribute.write(to: &page) }
    page.append(UInt8(ascii: ">"))
    content.write(to: &page)
    page.raw("</")
    page.raw(name)
    page.append(UInt8(ascii: ">"))
  }
}

/// An element that has no content and no end.
public struct VoidElement: Markup {
  @usableFromInline let name: StaticString
  @usableFromInline let attributes: [Attribute]

  @inlinable init(_ name: StaticString, _ attributes: [Attribute]) {
    self.name = name
    self.attributes = attributes
  }

  @inlinable public func write(to page: inout PageBuffer) {
    page.append(UInt8(ascii: "<"))
    page.raw(name)
    for attribute in attributes { attribute.write(to: &page) }
    page.append(UInt8(ascii: ">"))
  }
}

/// The hidden field of a form that posts.
public struct FormToken: Markup {
  public static let name = "_form"
  @inlinable public init() {}
  @inlinable public func write(to page: inout PageBuffer) {
    page.raw("<input type=\"hidden\" name=\"_form\" value=\"")
    page.formToken()
    page.raw("\">")
  }
}

@inlinable public func a<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("a", attributes, content()) }
@inlinable public func abbr<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("abbr", attributes, content()) }
@inlinable public func article<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("article", attributes, content()) }
@inlinable public func aside<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("aside", attributes, content()) }
@inlinable public func body<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("body", attributes, content()) }
@inlinable public func button<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("button", attributes, content()) }
@inlinable public func caption<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("caption", attributes, content()) }
@inlinable public func code<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("code", attributes, content()) }
@inlinable public func datalist<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("datalist", attributes, content()) }
@inlinable public func dd<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("dd", attributes, content()) }
/// What was removed from a text.
@inlinable public func del<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("del", attributes, content()) }
@inlinable public func details<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("details", attributes, content()) }
@inlinable public func dialog<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("dialog", attributes, content()) }
@inlinable public func div<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("div", attributes, content()) }
@inlinable public func dl<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("dl", attributes, content()) }
@inlinable public func dt<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("dt", attributes, content()) }
@inlinable public func em<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("em", attributes, content()) }
@inlinable public func fieldset<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("fieldset", attributes, content()) }
@inlinable public func figcaption<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("figcaption", attributes, content()) }
@inlinable public func figure<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("figure", attributes, content()) }
@inlinable public func footer<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("footer", attributes, content()) }
/// A form that reads: its fields go into the address. One that changes something is a `postForm`.
@inlinable public func form<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("form", attributes, content()) }
/// A form that changes something; it carries the token without which the kernel refuses it.
@inlinable public func postForm<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Pair<FormToken, Content>> {
  Element("form", attributes + [.method("post")], Pair(first: FormToken(), second: content()))
}
@inlinable public func h1<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("h1", attributes, content()) }
@inlinable public func h2<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("h2", attributes, content()) }
@inlinable public func h3<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("h3", attributes, content()) }
@inlinable public func head<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("head", attributes, content()) }
@inlinable public func header<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("header", attributes, content()) }
@inlinable public func html<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("html", attributes, content()) }
/// What was added to a text.
@inlinable public func ins<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("ins", attributes, content()) }
@inlinable public func label<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("label", attributes, content()) }
@inlinable public func legend<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("legend", attributes, content()) }
@inlinable public func li<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("li", attributes, content()) }
@inlinable public func main<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("main", attributes, content()) }
@inlinable public func mark<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("mark", attributes, content()) }
@inlinable public func nav<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("nav", attributes, content()) }
@inlinable public func ol<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("ol", attributes, content()) }
@inlinable public func option<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("option", attributes, content()) }
@inlinable public func output<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("output", attributes, content()) }
@inlinable public func p<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("p", attributes, content()) }
@inlinable public func pre<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("pre", attributes, content()) }
@inlinable public func script<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("script", attributes, content()) }
@inlinable public func progress<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("progress", attributes, content()) }
@inlinable public func section<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("section", attributes, content()) }
@inlinable public func select<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("select", attributes, content()) }
@inlinable public func small<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("small", attributes, content()) }
@inlinable public func span<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("span", attributes, content()) }
@inlinable public func strong<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("strong", attributes, content()) }
@inlinable public func summary<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("summary", attributes, content()) }
@inlinable public func table<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("table", attributes, content()) }
@inlinable public func tbody<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("tbody", attributes, content()) }
@inlinable public func td<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("td", attributes, content()) }
@inlinable public func textarea<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("textarea", attributes, content()) }
@inlinable public func th<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("th", attributes, content()) }
@inlinable public func thead<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("thead", attributes, content()) }
@inlinable public func time<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("time", attributes, content()) }
@inlinable public func title<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("title", attributes, content()) }
@inlinable public func tr<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("tr", attributes, content()) }
@inlinable public func ul<Content: Markup>(
  _ attributes: Attribute..., @MarkupBuilder content: () -> Content
) -> Element<Content> { Element("ul", attributes, content()) }

@inlinable public func br(_ attributes: Attribute...) -> VoidElement { VoidElement("br", attributes) }
@inlinable public func hr(_ attributes: Attribute...) -> VoidElement { VoidElement("hr", attributes) }
@inlinable public func img(_ attributes: Attribute...) -> VoidElement { VoidElement("img", attributes) }
@inlinable public func input(_ attributes: Attribute...) -> VoidElement { VoidElement("input", attributes) }
@inlinable public func link(_ attributes: Attribute...) -> VoidElement { VoidElement("link", attributes) }
@inlinable public func meta(_ attributes: Attribute...) -> VoidElement { VoidElement("meta", attributes) }
