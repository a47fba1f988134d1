using System.Text;
using AngleSharp.Dom;

namespace Systemfel.Mail;

/// <summary>Walks an HTML tree without recursion and writes lines of text.</summary>
internal sealed class HtmlTextWriter(HiddenStyles styles)
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _line = new();
    private readonly Stack<int> _lists = new();
    private int _quoteDepth;
    private int _preformatted;
    private bool _space;
    private bool _onlyListMark;

    public string Write(INode root, ReadingState state)
    {
        // Places are counted: asking a node for its next sibling makes the parser search for it among all of them.
        var open = new Stack<(INode Node, int Next)>();
        Visit(root, open);
        for (var steps = 1; open.TryPop(out var place) && (steps % 4096 != 0 || state.TakeTime()); steps++)
        {
            if (place.Next < place.Node.ChildNodes.Length)
            {
                open.Push((place.Node, place.Next + 1));
                Visit(place.Node.ChildNodes[place.Next], open);
            }
            else if (place.Node is IElement element)
            {
                Leave(element);
            }
        }

        _onlyListMark = false;
        EndLine();
        return WithoutBlankEnd(_output.ToString()).Trim('\n');
    }

    private void Visit(INode node, Stack<(INode Node, int Next)> open)
    {
        if (node is IText text)
            Append(text.Data);
        else if (node is not IElement element || Enter(element))
            open.Push((node, 0));
    }

    private static string WithoutBlankEnd(string text)
    {
        var end = text.Length;
        while (end > 0)
        {
            var start = text.LastIndexOf('\n', Math.Max(0, end - 2)) + 1;
            if (start >= end || text.AsSpan(start, end - start).Trim("> \n").Length > 0)
                break;
            end = start;
        }

        return text[..end];
    }

    private bool Enter(IElement element)
    {
        if (HtmlElements.IsHidden(element) || styles.Hide(element))
            return false;
        switch (element.LocalName)
        {
            case "br":
                EndLine(always: true);
                return false;
            case "hr":
                EndLine();
                EndLine(always: true);
                return false;
            case "pre" or "textarea":
                _preformatted++;
                break;
            case "td" or "th":
                Append(" ");
                break;
            case "ol":
                EndLine();
                _lists.Push(int.TryParse(element.GetAttribute("start"), out var start) && start is > 0 and < 1000 ? start : 1);
                break;
            case "ul":
                EndLine();
                _lists.Push(0);
                break;
        }

        if (HtmlElements.IsBlock(element))
            EndLine();
        if (HtmlElements.IsParagraph(element))
            BlankLine();
        if (HtmlElements.IsQuote(element))
        {
            BlankLine();
            _quoteDepth++;
        }

        if (HtmlElements.IsSignature(element) && !EndsWithDelimiter())
        {
            EndLine();
            _line.Append("-- ");
            EndLine();
        }

        if (element.LocalName == "li")
            ListItem();
        return true;
    }

    private void Leave(IElement element)
    {
        switch (element.LocalName)
        {
            case "pre" or "textarea":
                _preformatted--;
                break;
            case "ol" or "ul" when _lists.Count > 0:
                _lists.Pop();
                break;
        }

        if (HtmlElements.IsBlock(element))
            EndLine();
        if (HtmlElements.IsParagraph(element))
            BlankLine();
        if (HtmlElements.IsQuote(element))
        {
            _quoteDepth--;
            BlankLine();
        }
    }

    private void ListItem()
    {
        EndLine();
        if (_lists.TryPop(out var number))
        {
            _line.Append(number == 0 ? "- " : $"{number}. ");
            _onlyListMark = true;
            _lists.Push(number == 0 ? 0 : number + 1);
        }
    }

    private void Append(string text)
    {
        foreach (var c in text)
        {
            if (_preformatted > 0)
            {
                if (c == '\n')
                    EndLine(always: true);
                else if (c != '\r')
                    _line.Append(c);
                continue;
            }

            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                _space = true;
                continue;
            }

            if (_space && _line.Length > 0 && !_onlyListMark)
                _line.Append(' ');
            _space = _onlyListMark = false;
            _line.Append(c == '\u00a0' ? ' ' : c);
        }
    }

    private void EndLine(bool always = false)
    {
        // Word puts a paragraph inside each list item; the number belongs to its text.
        if (_onlyListMark && !always)
            return;
        _onlyListMark = false;
        // '-- ' is the one line whose trailing blank means something.
        var text = _line.ToString();
        text = text.TrimEnd() == "--" ? "-- " : text.TrimEnd();
        _space = false;
        _line.Clear();
        if (text.Length == 0 && !always)
            return;
        _output.Append('>', Math.Min(_quoteDepth, 20)).Append(_quoteDepth > 0 && text.Length > 0 ? " " : "").Append(text).Append('\n');
    }

    private void BlankLine()
    {
        EndLine();
        if (_onlyListMark || _output.Length == 0 || EndsWithBlank())
            return;
        _output.Append('>', Math.Min(_quoteDepth, 20)).Append('\n');
    }

    private bool EndsWithBlank()
    {
        var i = _output.Length - 2;
        while (i >= 0 && _output[i] is '>' or ' ')
            i--;
        return i < 0 || _output[i] == '\n';
    }

    private bool EndsWithDelimiter()
    {
        if (_line.ToString().Trim() == "--")
        {
            EndLine();
            return true;
        }

        return _output.Length >= 4 && _output.ToString(_output.Length - 4, 4) == "-- \n";
    }
}
