using System.Text;

namespace Systemfel.Mail;

/// <summary>format=flowed (RFC 3676): lines that end with a blank go on in the next line of the same quote depth.</summary>
internal static class FlowedText
{
    public static string Unwrap(string text, bool deleteSpace)
    {
        var output = new StringBuilder(text.Length);
        var open = false;
        var first = true;
        var openDepth = 0;
        foreach (var line in text.Split('\n'))
        {
            var depth = 0;
            while (depth < line.Length && line[depth] == '>')
                depth++;
            var content = line[depth..];
            if (content.StartsWith(' '))
                content = content[1..]; // space-stuffed
            if (open && depth == openDepth && content != "-- ")
            {
                output.Append(content);
            }
            else
            {
                if (!first)
                    output.Append('\n');
                if (depth > 0)
                    output.Append('>', depth).Append(' ');
                output.Append(content);
            }

            first = false;
            open = content.EndsWith(' ') && content != "-- ";
            openDepth = depth;
            if (open && deleteSpace)
                output.Length--;
        }

        return output.ToString();
    }
}
