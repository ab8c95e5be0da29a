using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace OpsConsole.Templates;

/// <summary>Rewrites a parsed template so that ranges, loop sources and captures pay from the <see cref="RenderBudget"/>.</summary>
internal sealed class Metering : AstRewriter
{
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        new MeteredRange((RangeExpression)base.VisitRangeExpression(rangeExpression));

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        var loop = (ForStatement)base.VisitForStatement(forStatement);
        return loop.Source is MemberExpression
            ? new MeteredLoop(loop)
            : loop;
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        var capture = (CaptureStatement)base.VisitCaptureStatement(captureStatement);
        return new MeteredCapture(capture.Identifier, capture.Statements);
    }

    private sealed class MeteredRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = (await range.From.EvaluateAsync(context)).ToNumberValue();
            var to = (await range.To.EvaluateAsync(context)).ToNumberValue();
            RenderContext.BudgetOf(context).Spend((long)Math.Clamp(to - from, 0, RenderBudget.Work + 1));
            return await range.EvaluateAsync(context);
        }

        protected override Expression Accept(AstVisitor visitor) => visitor.VisitOtherExpression(this);
    }

    // The source itself must stay a plain name: "offset: continue" is keyed by it.
    private sealed class MeteredLoop(ForStatement loop) : Statement
    {
        public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
        {
            RenderContext.BudgetOf(context).Spend(TemplateFilters.SizeOf(await loop.Source.EvaluateAsync(context)));
            return await loop.WriteToAsync(writer, encoder, context);
        }

        protected override Statement Accept(AstVisitor visitor) => visitor.VisitOtherStatement(this);
    }

    private sealed class MeteredCapture(string identifier, IReadOnlyList<Statement> body) : Statement
    {
        public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
        {
            await using var captured = new BoundedWriter(RenderContext.BudgetOf(context));
            var completion = await body.RenderStatementsAsync(captured, encoder, context);
            context.SetValue(identifier, new StringValue(captured.ToString(), encode: false));
            return completion;
        }

        protected override Statement Accept(AstVisitor visitor) => visitor.VisitOtherStatement(this);
    }
}
