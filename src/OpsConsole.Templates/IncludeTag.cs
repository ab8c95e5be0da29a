using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace OpsConsole.Templates;

/// <summary>
/// <c>{% include "shared/tone" %}</c> or <c>{% include "shared/tone", label: "staging" %}</c> in the syntax tree. It is replaced by the other prompt's
/// text before anything is rendered; one that is still there has nothing to say.
/// </summary>
internal sealed class IncludeTag(TemplateInclude include) : Statement
{
    public TemplateInclude Include => include;

    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context) =>
        throw new InvalidOperationException($"the prompt '{include.Key}' is included and has to be put in place first");

    protected override Statement Accept(AstVisitor visitor) => visitor.VisitOtherStatement(this);
}
